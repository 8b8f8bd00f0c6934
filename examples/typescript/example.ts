// Asks two questions and prints the answers: `npm start -- http://127.0.0.1:8000`.

import { Directory, DirectoryError } from "./client.js";

const directory = new Directory(process.argv[2] ?? "http://127.0.0.1:8000");
try {
  const found = await directory.counterparts({
    asker: { organisation: "be-payoke" },
    target: { country: "NL", place: "Eindhoven" },
    need: { services: ["SHELTER"] },
  });
  for (const { organisation, contactPoint, reasons } of found) {
    const ways = [...(contactPoint?.phones.map((phone) => phone.display) ?? []), ...(contactPoint?.emails ?? [])];
    console.log(`${organisation.name} [${organisation.slug}]`);
    console.log(`  ${contactPoint?.label ?? "no desk recorded"}: ${ways.join(", ")}`);
    console.log(`  ${reasons[0]?.text ?? ""}`);
  }
  let shelters = 0;
  for await (const _ of directory.organisations({ countries: ["LU"], services: ["SHELTER"] })) shelters += 1;
  console.log(`Shelters in Luxembourg: ${shelters}`);
} catch (error) {
  if (!(error instanceof DirectoryError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
