/**
 * Names and aliases of the commoner languages of GitHub's Linguist, in lower case. It knows several hundred more: a form
 * with one of those is refused here and taken there.
 */
const languages = new Set(
  (
    'text plain plaintext bash sh shell shell-script zsh fish console shellsession sh-session batchfile bat ' +
    'batch cmd dosbatch powershell posh pwsh yaml yml json jsonc json5 toml ini dosini properties xml html css scss sass ' +
    'less javascript js jsx typescript ts tsx node python py python3 pycon rust rs go golang c c++ cpp c# csharp cs ' +
    'objective-c objc swift kotlin java groovy scala clojure clj ruby rb irb perl pl php lua r julia haskell hs elixir ' +
    'erlang f# fsharp ocaml dart elm nim zig crystal d v vue svelte astro sql plpgsql tsql plsql graphql markdown md rst ' +
    'asciidoc latex tex diff udiff patch dockerfile containerfile makefile make cmake nix hcl terraform tf protobuf proto ' +
    'thrift jinja handlebars hbs liquid mustache haml pug jade slim ejs awk sed vim viml emacs-lisp elisp lisp scheme ' +
    'racket prolog matlab octave fortran cobol pascal delphi ada assembly asm nasm wasm webassembly llvm verilog vhdl ' +
    'systemverilog cuda opencl glsl hlsl metal wgsl gdscript unrealscript solidity vyper move apex abap apacheconf nginx ' +
    'http csv tsv regex regexp log gitignore editorconfig gherkin cucumber robotframework puppet ansible bicep starlark ' +
    'bazel bzl gradle mermaid plantuml dot graphviz kql'
  ).split(' '),
)

/** Whether `render:` may name this language. */
export function isLanguage(name: string): boolean {
  return languages.has(name.trim().toLowerCase())
}
