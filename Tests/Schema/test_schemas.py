"""The schemas of docs/schema, and the samples that Tests/KeyshiftTests/Schema reads, too."""

import json
import pathlib
import unittest

import jsonschema
import referencing

HERE = pathlib.Path(__file__).parent
FOLDER = HERE.parent.parent / "docs" / "schema"
SCHEMAS = {path.name: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
REGISTRY = referencing.Registry().with_resources(
    (name, referencing.Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


class SchemaTests(unittest.TestCase):
    def test_each_schema_is_a_schema_and_names_itself(self):
        for name, schema in SCHEMAS.items():
            with self.subTest(name):
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertEqual(schema["$id"], name)
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")

    def test_each_sample_is_accepted_or_refused(self):
        for sample in json.loads((HERE / "samples.json").read_text()):
            with self.subTest(sample["why"], schema=sample["schema"]):
                validator = jsonschema.Draft202012Validator(SCHEMAS[sample["schema"]], registry=REGISTRY)
                problems = [error.message for error in validator.iter_errors(sample["value"])]
                self.assertEqual(not problems, sample["valid"], problems)

    def test_objects_are_closed(self):
        """An object that a schema describes has no members beside those that are described."""

        def walk(schema, place):
            if isinstance(schema, list):
                for item in schema:
                    walk(item, place)
            elif isinstance(schema, dict):
                if "properties" in schema and isinstance(schema.get("type"), str):
                    self.assertIs(schema.get("additionalProperties"), False, place)
                for name, item in schema.items():
                    walk(item, f"{place}/{name}")

        for name, schema in SCHEMAS.items():
            walk(schema, name)


if __name__ == "__main__":
    unittest.main()
