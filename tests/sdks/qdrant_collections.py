"""The Python SDK of Qdrant: collections, points and aliases."""

import sys

from checks import Checks
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import UnexpectedResponse

client = QdrantClient(url=sys.argv[1], check_compatibility=False)
checks = Checks("qdrant python")
call, raises = checks.call, checks.raises
vectors = models.VectorParams(size=4, distance=models.Distance.COSINE)

call("none is there", lambda: client.collection_exists("books"), lambda exists: exists is False)
call("a collection is created", lambda: client.create_collection("books", vectors_config=vectors), lambda made: made is True)
call("it is there", lambda: client.collection_exists("books"), lambda exists: exists is True)
call("it is read", lambda: client.get_collection("books"), lambda found: found.status)
call("another one", lambda: client.create_collection("films", vectors_config=vectors))
call("both are listed", lambda: client.get_collections().collections,
     lambda found: sorted(one.name for one in found) == ["books", "films"])
points = [models.PointStruct(id=number, vector=[0.1] * 4, payload={"title": f"t{number}"}) for number in range(1, 4)]
call("points are written", lambda: client.upsert("books", points=points), lambda done: done.status)
call("points are read", lambda: client.retrieve("books", ids=[1, 2]))
call("a page of points", lambda: client.scroll("books", limit=2), lambda page: len(page) == 2)
call("points are searched", lambda: client.query_points("books", query=[0.1] * 4, limit=2))
call("points are counted", lambda: client.count("books"), lambda counted: counted.count >= 0)
call("the collection is changed", lambda: client.update_collection("books", optimizer_config=models.OptimizersConfigDiff(indexing_threshold=10000)))
call("it is deleted", lambda: client.delete_collection("books"), lambda deleted: deleted is True)
raises("it is not there any more", UnexpectedResponse, lambda: client.get_collection("books"), lambda error: error.status_code == 404)
raises("a value that cannot be one", UnexpectedResponse,
       lambda: client.scroll("films", limit=0), lambda error: error.status_code == 400 and b"limit" in error.content)
checks.end()
