// Unpack the npm package's Chromium beside it, with the libraries and fonts a bare machine lacks.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("node_modules/.chromium", import.meta.url));
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder;
// The package unpacks its libraries only where it believes to be on that system.
process.env.AWS_EXECUTION_ENV = `AWS_Lambda_nodejs${process.versions.node.split(".")[0]}.x`;
const { default: chromium } = await import("@sparticuz/chromium");
await chromium.executablePath();

const fonts = `<?xml version="1.0"?>
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts/cache</cachedir>
</fontconfig>
`;
writeFileSync(`${folder}/fonts/fonts.conf`, fonts);
const starter = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;
writeFileSync(`${folder}/start`, starter, { mode: 0o755 });
