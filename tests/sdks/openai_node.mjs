// The npm SDK of OpenAI: a chat in one piece and as a stream, files and vector stores.
import OpenAI, { toFile } from 'openai';
import { Checks } from './checks.mjs';

const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${process.argv[2]}/v1`, maxRetries: 0 });
const checks = new Checks('openai node');
const messages = [{ role: 'user', content: 'Hello' }];
const all = async (list) => {
  const found = [];
  for await (const item of await list) found.push(item);
  return found;
};

await checks.call('models', () => all(client.models.list()), (models) => models[0].object === 'model');
await checks.call('a chat', () => client.chat.completions.create({ model: 'gpt-4o', messages }), (chat) => chat.choices[0].message.role === 'assistant');
await checks.call('a chat as a stream', () => all(client.chat.completions.create({ model: 'gpt-4o', messages, stream: true })), (chunks) => chunks.length > 0 && chunks[0].object === 'chat.completion.chunk');
await checks.call('a response as a stream', () => all(client.responses.create({ model: 'gpt-4o', input: 'Hello', stream: true })), (events) => events.length > 0);

const store = await checks.call('a vector store is created', () => client.vectorStores.create({ name: 'books' }), (made) => made.name === 'books');
await checks.call('it is read', () => client.vectorStores.retrieve(store.id), (found) => found.id === store.id && found.name === 'books');
await checks.call('it is changed', () => client.vectorStores.update(store.id, { name: 'more books' }), (found) => found.name === 'more books');
await checks.call('another one', () => client.vectorStores.create({ name: 'other' }));
await checks.call('all pages', () => all(client.vectorStores.list({ limit: 1 })), (found) => found.some((one) => one.id === store.id));
await checks.call('it is deleted', () => client.vectorStores.delete(store.id), (deleted) => deleted.deleted && deleted.id === store.id);
await checks.raises('it is not there any more', OpenAI.NotFoundError, () => client.vectorStores.retrieve(store.id), (error) => error.status === 404);
const file = await checks.call('a file', async () => client.files.create({ file: await toFile(Buffer.from('{}\n'), 'a.jsonl'), purpose: 'fine-tune' }), (made) => made.purpose === 'fine-tune');
await checks.call('the file is read', () => client.files.retrieve(file.id), (found) => found.id === file.id);
await checks.raises('a value that cannot be one', OpenAI.BadRequestError, () => client.embeddings.create({ model: 'text-embedding-3-small', input: 'Hello', dimensions: 0 }));
checks.end();
