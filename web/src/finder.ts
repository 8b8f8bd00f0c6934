// The first page, and wherever a body is named: names of bodies and places are offered while one types.

import { comboboxes } from "./combobox";

comboboxes(document);
