// Called by the Website Theme document: node generate_bootstrap_theme.js OUTPUT.css 'SCSS, newlines as \n'
const fs = require("node:fs");
const path = require("node:path");

const { compileSass } = require("./bundler/sass");

const [output, scss] = process.argv.slice(2);
try {
	const { css } = compileSass(scss.replaceAll("\\n", "\n"), path.join(__dirname, "website_theme.scss"), [
		path.join(__dirname, "node_modules"),
		__dirname,
	]);
	fs.writeFileSync(output, css);
} catch (error) {
	// the document shows what stands on stderr to the person who saved it
	console.error(error.message);
	process.exit(1);
}
