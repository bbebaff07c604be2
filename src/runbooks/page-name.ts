const EXTENSION = /\.(?:md|markdown|mdx|erb|html?)$/i
const FOLDER_PAGE = /^(?:readme|index|_index)$/i

/**
 * The name by which people call a page: the file's own, without any of its endings.
 * A `README` or `index` stands for its folder and takes that name.
 */
export function nameOf(path: string): string {
  const parts = path.split('/')
  const own = stem(parts.at(-1) ?? '')
  return FOLDER_PAGE.test(own) && parts.length > 1 ? (parts.at(-2) ?? own) : own
}

/** Whether the file speaks for its folder: `README.md`, `index.md`. */
export function isFolderPage(path: string): boolean {
  return FOLDER_PAGE.test(stem(path.split('/').at(-1) ?? ''))
}

/** Whether the file is one the matcher reads at all. */
export function isPage(path: string): boolean {
  return /\.(?:md|markdown|mdx)(?:\.erb)?$/i.test(path)
}

/** Removes `.md`, `.html.md.erb` and their like, however many stand there. */
function stem(file: string): string {
  const shorter = file.replace(EXTENSION, '')
  return shorter === file ? file : stem(shorter)
}
