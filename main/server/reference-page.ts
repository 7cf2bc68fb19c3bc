import type { Spec } from './api-reference.ts'
import { exampleOf, type Schema, schemaRows } from './reference-schema.ts'

interface Operation {
  method: string
  path: string
  summary: string
  parameters: readonly { name: string; in: string; required?: boolean; schema?: Schema }[]
  body: { type: string; schema: Schema } | undefined
  answer: { type: string; schema: Schema } | undefined
  statuses: readonly string[]
}

/** A page to read the API: every call by feature, with its parameters, body, answer and an example. */
export function referencePage(spec: Spec): string {
  const groups = operationsByTag(spec)
  const navigation = [...groups]
    .map(
      ([tag, operations]) =>
        `<li><a href="#${text(tag)}">${text(tag)}</a> <span>${operations.length}</span></li>`,
    )
    .join('')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(spec.info.title)} API ${text(spec.info.version)}</title>
<link rel="stylesheet" href="/api/v1/reference.css">
<script src="/api/v1/reference.js" defer></script>
</head>
<body>
<nav aria-label="Features">
<h1>${text(spec.info.title)} API <small>${text(spec.info.version)}</small></h1>
<label for="find">Find a call</label>
<input id="find" type="search" autocomplete="off">
<ul>${navigation}</ul>
<p><a href="/api/v1/openapi.json">OpenAPI ${text(spec.openapi)} as JSON</a></p>
</nav>
<main>
<section class="intro"><p>${marked(spec.info.description ?? '')}</p>
<p>Errors come as <code>{ "code", "status", "message", "data": { "reason", "params", "issues" } }</code>. Lists take <code>limit</code> (200 at most) and <code>cursor</code>, and answer <code>items</code> and <code>nextCursor</code>.</p>
<pre>curl -H "Authorization: Bearer $DESPACHO_API_KEY" http://127.0.0.1:4780/api/v1/session</pre></section>
${[...groups].map(([tag, operations]) => group(tag, operations)).join('\n')}
<p id="nothing" hidden>No call matches.</p>
</main>
</body>
</html>
`
}

function group(tag: string, operations: readonly Operation[]): string {
  return `<section id="${text(tag)}" class="group"><h2>${text(tag)}</h2>${operations.map(card).join('')}</section>`
}

function card(operation: Operation): string {
  const { method, path, summary, parameters, body, answer, statuses } = operation
  const parts = [
    parameters.length > 0 ? `<h4>Parameters</h4>${parameterTable(parameters)}` : '',
    body ? `<h4>Body <small>${text(body.type)}</small></h4>${fieldTable(body.schema)}${example(body)}` : '',
    answer ? `<h4>Answer <small>${text(answer.type)}</small></h4>${fieldTable(answer.schema)}` : '',
    `<p class="statuses">Answers with ${statuses.map((status) => `<code>${text(status)}</code>`).join(' ')}</p>`,
  ]
  return `<details class="call"><summary><span class="method ${method}">${method.toUpperCase()}</span> <code>${text(path)}</code> <span class="what">${text(summary)}</span></summary><div>${parts.join('')}</div></details>`
}

function parameterTable(parameters: Operation['parameters']): string {
  const rows = parameters.map(
    ({ name, in: where, required, schema }) =>
      `<tr><td><code>${text(name)}</code>${required ? ' <em>required</em>' : ''}</td><td>${text(schemaRows(schema ?? {})[0]?.type ?? '')}</td><td>${text(where)}</td></tr>`,
  )
  return `<table><thead><tr><th>Name</th><th>Type</th><th>In</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function fieldTable(schema: Schema): string {
  const rows = schemaRows(schema)
    .filter(({ name }, _index, all) => name !== '' || all.length === 1)
    .map(
      ({ name, type, required, depth }) =>
        `<tr><td class="depth${depth}"><code>${text(name || 'value')}</code>${required ? ' <em>required</em>' : ''}</td><td>${text(type)}</td></tr>`,
    )
  return `<table><thead><tr><th>Field</th><th>Type</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function example(body: { type: string; schema: Schema }): string {
  if (body.type !== 'application/json') return ''
  return `<pre>${text(JSON.stringify(exampleOf(body.schema), null, 2))}</pre>`
}

function operationsByTag(spec: Spec): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>()
  for (const [path, item] of Object.entries(spec.paths ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item?.[method]
      if (!operation) continue
      const tag = operation.tags?.[0] ?? 'other'
      const list = groups.get(tag) ?? []
      groups.set(tag, list)
      list.push({
        method,
        path,
        summary: operation.summary ?? operation.operationId ?? '',
        parameters: (operation.parameters ?? []) as Operation['parameters'],
        body: firstContent(operation.requestBody),
        answer: firstContent(operation.responses?.['200']),
        statuses: Object.keys(operation.responses ?? {}),
      })
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function firstContent(holder: unknown): { type: string; schema: Schema } | undefined {
  if (typeof holder !== 'object' || holder === null || !('content' in holder)) return undefined
  const [entry] = Object.entries(holder.content as Record<string, { schema?: Schema }>)
  return entry ? { type: entry[0], schema: entry[1].schema ?? {} } : undefined
}

/** Text made safe for HTML, inside and outside of attributes. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function marked(value: string): string {
  return text(value).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

export const referenceScript = `
const find = document.getElementById('find')
const calls = [...document.querySelectorAll('.call')]
const groups = [...document.querySelectorAll('.group')]
find.addEventListener('input', () => {
  const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean)
  for (const call of calls) {
    const line = call.querySelector('summary').textContent.toLowerCase()
    call.hidden = !words.every((word) => line.includes(word))
  }
  for (const group of groups) group.hidden = !group.querySelector('.call:not([hidden])')
  document.getElementById('nothing').hidden = groups.some((group) => !group.hidden)
})
`

export const referenceStyle = `
:root { color-scheme: light dark; --line: light-dark(#dfe3e8, #373a40); --soft: light-dark(#f5f7f9, #25262b); --muted: light-dark(#5a6370, #a6adb6); --accent: light-dark(#155aa8, #7bb3f0); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 248px minmax(0, 1fr); font: 14px/1.5 system-ui, sans-serif; background: light-dark(#fff, #1a1b1e); color: light-dark(#1c2127, #e6e8eb); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 24px 20px; border-right: 1px solid var(--line); }
nav h1 { font-size: 16px; margin: 0 0 16px; }
nav ul { list-style: none; margin: 16px 0; padding: 0; }
nav li { display: flex; justify-content: space-between; padding: 2px 0; }
nav li span, small, .what, .statuses { color: var(--muted); font-weight: 400; }
label { display: block; color: var(--muted); font-size: 12px; margin-bottom: 4px; }
input { width: 100%; padding: 6px 8px; font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 4px; }
a { color: var(--accent); }
main { padding: 24px 32px 96px; max-width: 1040px; }
h2 { font-size: 18px; margin: 32px 0 8px; }
h4 { margin: 16px 0 4px; }
code, pre { font: 12.5px/1.5 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: 12px; overflow: auto; }
.call { border: 1px solid var(--line); border-radius: 4px; margin: 6px 0; }
.call summary { padding: 8px 12px; cursor: pointer; }
.call > div { padding: 0 16px 12px; border-top: 1px solid var(--line); }
.method { display: inline-block; min-width: 56px; font-weight: 600; font-size: 12px; color: var(--accent); }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 500; color: var(--muted); font-size: 12px; }
td, th { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td em { color: var(--muted); font-size: 12px; }
.depth1 { padding-left: 20px; } .depth2 { padding-left: 40px; } .depth3 { padding-left: 60px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 760px) { body { display: block; } nav { position: static; height: auto; border: 0; } main { padding: 0 16px 64px; } }
`
