import Testing

struct DocumentationTests {
    private func folder() -> String {
        String(#filePath.dropLast("DocumentationTests.swift".count))
    }

    @Test func `the example in the documentation is the one that compiles`() throws {
        let compiled = try TextFile.read(folder() + "DocumentationExample.swift").split(
            separator: "\n",
            omittingEmptySubsequences: false,
        )
        let begin = try #require(compiled.firstIndex { $0.hasSuffix("// example-begin") })
        let end = try #require(compiled.firstIndex { $0.hasSuffix("// example-end") })
        let example = compiled[(begin + 1)..<end].map { String($0.dropFirst(4)) }

        let source = try TextFile.read(folder() + "../../Sources/Seam/SeamClient.swift").split(
            separator: "\n",
            omittingEmptySubsequences: false,
        )
        let open = try #require(source.firstIndex(of: "/// ```swift"))
        let close = try #require(source.firstIndex(of: "/// ```"))
        let documented = source[(open + 1)..<close].map { String($0.dropFirst(4)) }

        #expect(documented == example)
        #expect(example.count > 5)
    }

    @Test func `the example names its missing credentials`() async {
        await #expect(throws: (any Error).self) { try await documentationExample(environment: [:]) }
    }
}
