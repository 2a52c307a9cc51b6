internal import CivilTime
internal import Glibc
internal import Model
internal import RunEngine

/// One file with tests, which run one after the other.
struct TestedFile {
    let file: TestFiles.File
    let limits: ScriptLimits
    /// Who holds the stays of its worlds.
    var holder = TestWorld.Holder.key
    /// A part of the names of the tests that run; nil for all.
    let only: String?
    let terminal: Terminal

    /// Runs the tests; a file that cannot be run is a test that failed.
    func run() async -> [TestReport.Record] {
        let source: Engine.Script
        do throws(PlanError) {
            source = try read()
        } catch {
            return [record("the file", at: error.position, error.message, 0)]
        }
        let cases: [TestCase]
        switch await list(source) {
        case .success(let found): cases = found
        case .failure(let error): return [record("the file", at: error.position, error.message, 0)]
        }
        guard !cases.isEmpty || !file.isNamed else {
            return [
                record("the file", at: nil, "there is no test in it; a test begins with test.case(name, function)", 0)
            ]
        }
        var records: [TestReport.Record] = []
        for (place, test) in cases.enumerated() where only.map({ test.name.contains($0) }) ?? true {
            records.append(await run(test, at: place, of: source))
        }
        return records
    }

    private func list(_ source: Engine.Script) async -> Result<[TestCase], TestFailure> {
        let (bench, host) = host(of: source)
        let cases: Result<[TestCase], TestFailure>
        do throws(TestFailure) {
            cases = .success(try await host.cases())
        } catch {
            cases = .failure(error)
        }
        await bench.close()
        return cases
    }

    private func run(_ test: TestCase, at place: Int, of source: Engine.Script) async -> TestReport.Record {
        let (bench, host) = host(of: source)
        let start = EngineClock.system.elapsed()
        var failure: TestFailure?
        do throws(TestFailure) {
            try await host.run(place)
        } catch {
            failure = error
        }
        let time = (EngineClock.system.elapsed() - start).milliseconds
        await bench.close()
        return record(test.name, at: failure?.position ?? test.position, failure?.message, time)
    }

    private func read() throws(PlanError) -> Engine.Script {
        let full = ScriptFile.absolute(file.path)
        let name = ScriptFile.name(of: full)
        let source = try ScriptFile.read(file.path, what: "test")
        return Engine.Script(name: name, source: source, arguments: [], folder: String(full.dropLast(name.count + 1)))
    }

    private func host(of source: Engine.Script) -> (SandboxBench, TestHost) {
        let scripts = TestedScripts(folder: source.folder ?? ".", readable: limits.readableFolders)
        let bench = SandboxBench(scripts, limits: limits, holder: holder)
        let host = TestHost(source, limits: limits, bench: bench) { [terminal] line in
            terminal.note(line)
        } onUnresponsive: { [terminal, path = file.path] in
            terminal.lastWords(result: nil, notes: ["a test of \(path.shown) did not stop at its time limit"])
            _exit(1)
        }
        return (bench, host)
    }

    /// A record whose position names the file as it was typed.
    private func record(
        _ name: String,
        at position: String?,
        _ failure: String?,
        _ milliseconds: Int64,
    ) -> TestReport.Record {
        let own = "\(ScriptFile.name(of: file.path)):"
        var shown = position
        if let position, position.hasPrefix(own) { shown = "\(file.path):\(position.dropFirst(own.count))" }
        return TestReport.Record(
            file: file.path,
            name: name,
            position: shown,
            failure: failure,
            milliseconds: milliseconds,
        )
    }
}
