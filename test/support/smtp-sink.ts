import { openSync, writeSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'

/**
 * A plain SMTP sink in a process of its own: takes every message as fast as it comes. With a file named in
 * SINK_LOG it appends the delivery's id of each message **before** it answers, so that what it took is known
 * whatever happens to the sender. Prints its port, and on SIGUSR2 how many it has.
 */
const logFile = process.env['SINK_LOG']
const log = logFile === undefined ? null : openSync(logFile, 'a')
let taken = 0
let open = 0
let most = 0

const server = createServer({ noDelay: true }, (socket) => {
  open += 1
  most = Math.max(most, open)
  socket.on('close', () => (open -= 1))
  socket.on('error', () => {})
  converse(socket)
})

function converse(socket: Socket): void {
  let rest = ''
  let message = false
  let head = ''
  socket.setEncoding('latin1')
  socket.write('220 sink\r\n')
  socket.on('data', (chunk: string) => {
    rest += chunk
    for (;;) {
      if (message) {
        const end = rest.startsWith('.\r\n') ? 0 : rest.indexOf('\r\n.\r\n')
        if (end < 0) {
          // Only the head is of interest, and the last bytes in which the end may begin.
          if (head.length < 4_096) head += rest.slice(0, Math.max(0, rest.length - 4))
          rest = rest.slice(-4)
          return
        }
        if (head.length < 4_096) head += rest.slice(0, end)
        rest = rest.slice(end === 0 ? 3 : end + 5)
        message = false
        take(head)
        head = ''
        socket.write('250 2.0.0 taken\r\n')
        continue
      }
      const line = rest.indexOf('\r\n')
      if (line < 0) return
      const command = rest.slice(0, line)
      rest = rest.slice(line + 2)
      message = answer(socket, command)
    }
  })
}

function answer(socket: Socket, command: string): boolean {
  const verb = command.slice(0, 4).toUpperCase()
  if (verb === 'EHLO') socket.write('250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 52428800\r\n')
  else if (verb === 'DATA') {
    socket.write('354 go\r\n')
    return true
  } else if (verb === 'QUIT') socket.end('221 bye\r\n')
  else socket.write('250 2.0.0 ok\r\n')
  return false
}

function take(head: string): void {
  taken += 1
  if (log === null) return
  const id = /^X-Despacho-Delivery: (\S+)/m.exec(head)?.[1] ?? '?'
  writeSync(log, `${id}\n`)
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
process.on('SIGUSR2', () => process.stdout.write(`taken ${taken} most ${most}\n`))
process.on('disconnect', () => process.exit(0))
