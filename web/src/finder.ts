// Names of bodies and places are offered while one types. page.js fetches this when such a field is entered first, so
// that the page itself is there sooner.

import { comboboxes } from "./combobox";

comboboxes(document);
