"""The Python SDK of OpenAI: a chat in one piece and as a stream, files, vector stores and assistants."""

import sys

import openai
from checks import Checks

client = openai.OpenAI(api_key="sk-test", base_url=sys.argv[1] + "/v1", max_retries=0)
checks = Checks("openai python")
call, raises = checks.call, checks.raises
messages = [{"role": "user", "content": "Hello"}]

call("models", lambda: client.models.list().data, lambda models: models and models[0].object == "model")
call("a chat", lambda: client.chat.completions.create(model="gpt-4o", messages=messages),
     lambda chat: chat.choices and chat.choices[0].message.role == "assistant")
call("a chat as a stream", lambda: list(client.chat.completions.create(model="gpt-4o", messages=messages, stream=True)),
     lambda chunks: chunks and all(chunk.object == "chat.completion.chunk" for chunk in chunks))
call("a response", lambda: client.responses.create(model="gpt-4o", input="Hello"), lambda response: response.object == "response")
call("a response as a stream", lambda: list(client.responses.create(model="gpt-4o", input="Hello", stream=True)),
     lambda events: events and all(event.type.startswith("response.") or event.type == "error" for event in events))
call("embeddings", lambda: client.embeddings.create(model="text-embedding-3-small", input="Hello"), lambda made: made.data)

store = call("a vector store is created", lambda: client.vector_stores.create(name="books"), lambda store: store.name == "books")
key = store.id if store else "vs_1"
call("it is read", lambda: client.vector_stores.retrieve(key), lambda found: found.id == key and found.name == "books")
call("it is changed", lambda: client.vector_stores.update(key, name="more books"), lambda found: found.name == "more books")
for number in range(3):
    call(f"store {number}", lambda: client.vector_stores.create(name=f"s{number}"))
call("a page of a list", lambda: client.vector_stores.list(limit=2).data, lambda page: len(page) == 2)
call("all pages", lambda: [store.id for store in client.vector_stores.list(limit=2)], lambda found: len(set(found)) == 4 and key in found)
call("it is deleted", lambda: client.vector_stores.delete(key), lambda deleted: deleted.deleted and deleted.id == key)
raises("it is not there any more", openai.NotFoundError, lambda: client.vector_stores.retrieve(key), lambda error: error.status_code == 404)

helper = call("an assistant", lambda: client.beta.assistants.create(model="gpt-4o", name="Helper"), lambda made: made.name == "Helper")
call("assistants", lambda: client.beta.assistants.list().data, lambda page: [found.id for found in page] == [helper.id])
file = call("a file", lambda: client.files.create(file=("a.jsonl", b"{}\n"), purpose="fine-tune"), lambda made: made.purpose == "fine-tune")
call("the file is read", lambda: client.files.retrieve(file.id), lambda found: found.id == file.id)
raises("a value that cannot be one", openai.BadRequestError,
       lambda: client.embeddings.create(model="text-embedding-3-small", input="Hello", dimensions=0))
raises("no key", openai.AuthenticationError, lambda: client.models.list(extra_headers={"Authorization": openai.Omit()}),
       lambda error: error.status_code == 401)
checks.end()
