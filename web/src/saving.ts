// A picture as a PNG file of one's own: drawn on a canvas here, handed to the browser as a download.

/** Shows the button of an offer and saves what is drawn when it is pressed. */
export function offer(place: HTMLElement, draw: () => HTMLCanvasElement | Promise<HTMLCanvasElement>): void {
  const button = place.querySelector("button");
  if (!button) return;
  button.onclick = () => void press(button, draw);
  place.hidden = false;
}

async function press(
  button: HTMLButtonElement,
  draw: () => HTMLCanvasElement | Promise<HTMLCanvasElement>,
): Promise<void> {
  button.disabled = true;
  try {
    save(await draw(), "network.png");
  } catch (problem) {
    console.warn("The picture cannot be saved here:", problem);
  } finally {
    button.disabled = false;
  }
}

function save(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }, "image/png");
}

/** A drawing of our own server, twice as fine as it is shown. */
export async function drawn(address: string): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
