// Node-RED with nothing but its flow: no editor, no log, no look for news.
module.exports = {
  flowFile: 'flows.json',
  uiHost: '127.0.0.1',
  httpAdminRoot: false,
  disableEditor: true,
  credentialSecret: false,
  telemetry: { enabled: false },
  logging: { console: { level: 'warn', metrics: false, audit: false } },
};
