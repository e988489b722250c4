use crate::scratch::Scratch;

const PETSTORE: &str = "openapi: 3.0.3
info: { title: Petstore, version: \"1\" }
paths:
  /pets:
    post: { responses: { \"201\": { $ref: \"#/components/responses/Pet\" } } }
  /pets/{petId}:
    get:
      parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
      responses: { \"200\": { $ref: \"#/components/responses/Pet\" } }
components:
  responses:
    Pet:
      description: The pet.
      content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: integer } } } } }
";

#[test]
fn what_is_inferred_is_written_beside_the_document_and_read_with_it() {
    let scratch = Scratch::new();
    scratch.write("petstore.yaml", PETSTORE);
    let printed = scratch.run(&["infer", "state", "petstore.yaml"]).ended(0).stdout;
    assert!(printed.starts_with("overlay: 1.0.0\ninfo:\n"), "{printed}");
    let write = ["infer", "state", "petstore.yaml", "--write", "petstore.overlay.yaml"];
    let ran = scratch.run(&write).ended(0);
    assert!(ran.stderr.contains("  POST /pets         creates one from its body; `id` is made\n"), "{}", ran.stderr);
    assert_eq!(scratch.read("petstore.overlay.yaml"), printed);

    scratch.run(&["lint", "petstore.yaml"]).ended(0);

    // The document now says it itself, and what a person has edited is not lost.
    let ran = scratch.run(&["infer", "state", "petstore.yaml"]).ended(1);
    assert!(ran.stderr.contains("the document says itself what it remembers"), "{}", ran.stderr);
    scratch.write("petstore.overlay.yaml", "overlay: 1.0.0\nactions: []\n");
    let ran = scratch.run(&write).ended(1);
    assert!(ran.stderr.contains("`--force` replaces it"), "{}", ran.stderr);
}

const LIST: &str = "openapi: 3.0.3
info: { title: Pets, version: \"1\" }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        \"200\":
          description: The pets.
          content:
            application/json:
              schema:
                type: object
                properties: { pets: { type: array, items: { type: string } }, next_cursor: { type: string } }
";

#[test]
fn pagination_that_is_found_is_told_with_its_reason_and_can_be_written() {
    let scratch = Scratch::new();
    scratch.write("pets.yaml", LIST);
    let ran = scratch.run(&["infer", "pagination", "pets.yaml"]).ended(0);
    assert_eq!(ran.stderr, "listPets: the answer names the next page in `next_cursor`, which `cursor` takes\n");
    assert!(ran.stdout.contains("target: $.paths['/pets'].get\n"), "{}", ran.stdout);
    let codegen = ["codegen", "--spec", "pets.yaml", "--out", "out", "--client-only"];
    let told = scratch.run(&codegen).ended(0).stdout;
    assert!(told.contains("\n  1 list in pages: found in the document; "), "{told}");

    // An overlay says it, so that nothing has to be found.
    scratch.run(&["infer", "pagination", "pets.yaml", "--write", "pets.overlay.yaml"]).ended(0);
    let told = scratch.run(&[&codegen[..], &["--json"]].concat()).ended(0).stdout;
    assert!(told.contains("\"pagination\": {}"), "{told}");
    scratch.run(&["infer", "pagination", "pets.yaml"]).ended(1);
}
