// A page whose picture is drawn on the server: offers it as a PNG file too.

import { drawn, offer } from "./saving";

const place = document.querySelector<HTMLElement>("[data-png]");
const address = place?.dataset["png"];
if (place && address) offer(place, () => drawn(address));
