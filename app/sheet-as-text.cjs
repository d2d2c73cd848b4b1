const postcss = require("postcss");
const tailwind = require("@tailwindcss/postcss");

/** Turns a sheet into a module that exports its text. @this {{ resourcePath: string, async(): Function, addDependency(file: string): void, addContextDependency(dir: string): void }} */
module.exports = function sheetAsText(source) {
  const done = this.async();
  postcss([tailwind({ optimize: true })])
    .process(source, { from: this.resourcePath })
    .then(({ css, messages }) => {
      for (const { type, file, dir } of messages) {
        if (type === "dependency") this.addDependency(file);
        if (type === "dir-dependency") this.addContextDependency(dir);
      }
      done(null, `export default ${JSON.stringify(css)};`);
    }, done);
};
