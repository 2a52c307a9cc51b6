import Model
import RunEngine
import Testing

/// `csv.write` as a script has it: where it may write, and over what.
struct CSVWriteTests {
    private static let source = "csv.write('out.csv', { { name = 'BK-1' } }, { columns = { 'name' } OPTIONS })"

    private func plan(
        _ source: String,
        in folder: TemporaryFolder,
        _ options: Engine.Options = Engine.Options(),
    ) async throws -> RunReport {
        let path = folder.path
        return try await ScriptFixture.with(options) { fixture in await fixture.plan(source, in: path) }
    }

    private static func source(_ options: String = "") -> String { source.replacing("OPTIONS", with: options) }

    @Test func `a script that a person started writes beside itself, as often as it likes`() async throws {
        let folder = try TemporaryFolder()
        let report = try await plan(Self.source() + "\n" + Self.source(), in: folder)
        #expect(report.failure == nil, "\(report.failure?.message ?? "")")
        #expect(folder.text("out.csv") == "name\nBK-1\n")
        #expect(folder.names == ["out.csv"])
    }

    @Test func `a file that it did not write stays, unless it says that it is to be replaced`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("out.csv", "of somebody\n")
        let refused = try await plan(Self.source(), in: folder)
        #expect(refused.failure?.message.contains("overwrite = true") == true, "\(refused.failure?.message ?? "")")
        #expect(folder.text("out.csv") == "of somebody\n")
        let meant = try await plan(Self.source(", overwrite = true"), in: folder)
        #expect(meant.failure == nil, "\(meant.failure?.message ?? "")")
        #expect(folder.text("out.csv") == "name\nBK-1\n")
        #expect(folder.names == ["out.csv"])
    }

    @Test(arguments: ["", ", overwrite = true"])
    func `a link is not written through, whatever is said`(options: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write("target", "kept\n")
        try folder.link("out.csv", to: "target")
        let report = try await plan(Self.source(options), in: folder)
        #expect(report.failure?.message.contains("a folder, a link or a device") == true)
        #expect(folder.text("target") == "kept\n")
    }

    @Test func `a schedule writes nowhere, and says how it may`() async throws {
        let folder = try TemporaryFolder()
        var options = Engine.Options()
        options.scheduleName = "nightly"
        let refused = try await plan(Self.source(), in: folder, options)
        let message = refused.failure?.message ?? ""
        #expect(
            message.contains("no folder is allowed (to allow a folder, add --allow-write and its name)"),
            "\(message)"
        )
        options.scriptLimits.writableFolders = [folder.path]
        let allowed = try await plan(Self.source(), in: folder, options)
        #expect(allowed.failure == nil, "\(allowed.failure?.message ?? "")")
        #expect(folder.names == ["out.csv"])
    }

    @Test func `another folder takes the place of the script's own`() async throws {
        let (own, other) = (try TemporaryFolder(), try TemporaryFolder())
        var options = Engine.Options()
        options.scriptLimits.writableFolders = [other.path]
        let refused = try await plan(Self.source(), in: own, options)
        #expect(refused.failure?.message.contains("may not be written; allowed is what lies in \(other.path)") == true)
        let there = Self.source().replacing("out.csv", with: "\(other.path)/out.csv")
        let allowed = try await plan(there, in: own, options)
        #expect(allowed.failure == nil, "\(allowed.failure?.message ?? "")")
        #expect(other.names == ["out.csv"] && own.names.isEmpty)
    }
}
