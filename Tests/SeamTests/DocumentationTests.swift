import Testing

struct DocumentationTests {
    private func folder() -> String {
        String(#filePath.dropLast("DocumentationTests.swift".count))
    }

    /// The lines of a file of the repository.
    private func lines(_ path: String) throws -> [String] {
        try TextFile.read(folder() + "../../" + path).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
    }

    /// The first Swift example of a file; `mark` stands before each of its lines.
    private func example(in path: String, mark: String) throws -> [String] {
        let source = try lines(path)
        let open = try #require(source.firstIndex(of: mark + "```swift"))
        let close = try #require(source[open...].firstIndex(of: mark + "```"))
        return source[(open + 1)..<close].map { String($0.dropFirst(mark.count)) }
    }

    @Test(arguments: [("Sources/Seam/Client/SeamClient.swift", "/// "), ("Sources/Seam/Seam.docc/Seam.md", "")])
    func `the example in the documentation is the one that compiles`(path: String, mark: String) throws {
        let compiled = try lines("Tests/SeamTests/DocumentationExample.swift")
        let begin = try #require(compiled.firstIndex { $0.hasSuffix("// example-begin") })
        let end = try #require(compiled.firstIndex { $0.hasSuffix("// example-end") })
        let expected = compiled[(begin + 1)..<end].map { String($0.dropFirst(4)) }

        #expect(try example(in: path, mark: mark) == expected)
        #expect(expected.count > 5)
    }

    @Test func `the example names its missing credentials`() async {
        await #expect(throws: (any Error).self) { try await documentationExample(environment: [:]) }
    }
}
