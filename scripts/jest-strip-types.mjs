// Node's own type stripping as a Jest transform: no dependency, and the line numbers stay right.
import { stripTypeScriptTypes } from 'node:module'

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
}
