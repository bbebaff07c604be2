/** The endings of files that GitHub takes, by its page "Attaching files". */
const endings = new Set(
  (
    'png gif jpg jpeg svg mp4 mov webm docx pptx xlsx xls xlsm odt fodt ods fods odp fodp odg fodg odf rtf doc txt md ' +
    'copilotmd csv tsv log json jsonc pdf zip gz tgz dmp patch cpuprofile debug msg eml c cs cpp css drawio html htm ' +
    'java js ipynb php py sh sql ts tsx xml yaml yml'
  ).split(' '),
)

const pictures = /\.(png|gif|jpe?g|svg)$/i

/** Whether files with this ending, such as `.png`, can be attached to an issue. */
export function isAttachable(ending: string): boolean {
  return ending.startsWith('.') && endings.has(ending.slice(1).toLowerCase())
}

/** Whether GitHub shows an attached file as a picture instead of a link. */
export function isPicture(name: string): boolean {
  return pictures.test(name)
}
