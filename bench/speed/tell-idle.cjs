// Loaded into a measured process by NODE_OPTIONS: answers the gate's question whether it still has something to do. The
// answer waits until the event loop has gone round twice, so a busy process does not answer at all.
const { connect } = require('node:net')

const socket = connect(Number(process.env.MUSTER_BENCH_GATE), '127.0.0.1')
socket.unref()
socket.on('error', () => {})
socket.on('data', () => setImmediate(() => setImmediate(() => socket.write('.'))))
