/** The packet that ends a list. */
export const FLUSH = Buffer.from('0000')

/** One packet of git's wire protocol: four hex digits of length, then the data. */
export function encodePacket(data: string | Buffer): Buffer {
  const bytes = Buffer.from(data)
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes])
}

/** The packets up to the first flush packet. */
export function decodePackets(data: Buffer): readonly Buffer[] {
  const packets: Buffer[] = []
  for (let at = 0; at + 4 <= data.length; ) {
    const length = Number.parseInt(data.toString('latin1', at, at + 4), 16)
    if (Number.isNaN(length) || length < 4) break
    packets.push(data.subarray(at + 4, at + length))
    at += length
  }
  return packets
}
