import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import type { Schema } from './plain-schema.ts'
import { type Problem, problemsOf } from './problem.ts'

/** Where the components of a document stand, so that `$ref` finds them. */
const DOCUMENT = 'contract'

/** Validates values against schemas that refer to shared components; each schema is compiled when first used. */
export class SchemaValidator {
  readonly #ajv: Ajv2019
  readonly #compiled = new Map<string, ValidateFunction>()

  /** `coerce` reads strings as the numbers and booleans that the schema asks for, as a query needs it. */
  constructor(components: Schema, options: { readonly coerce?: boolean } = {}) {
    this.#ajv = new Ajv2019({
      strict: false,
      // Formats that are GitHub's own, such as `repo.nwo`, are passed over in silence.
      logger: false,
      validateSchema: false,
      addUsedSchema: false,
      code: { optimize: false },
      inlineRefs: false,
      coerceTypes: options.coerce ? 'array' : false,
    })
    addFormats.default(this.#ajv)
    this.#ajv.addSchema({ $id: DOCUMENT, components: { schemas: components } })
  }

  /** The problems of `value`; `key` names the schema among all that this validator is asked about. */
  check(
    key: string,
    schema: () => Schema,
    value: { readonly part: string; readonly data: unknown },
  ): readonly Problem[] {
    let validate = this.#compiled.get(key)
    if (!validate) {
      validate = this.#ajv.compile(anchored(schema()))
      this.#compiled.set(key, validate)
    }
    return validate(value.data) ? [] : problemsOf(value.part, validate.errors)
  }
}

function anchored(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', `"${DOCUMENT}#/components/`)) as Schema
}
