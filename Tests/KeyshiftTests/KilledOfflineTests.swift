import Foundation
import Model
import SQLJournal
import Subprocess
import Testing

/// Locks that are offline while a run is killed and finished by another process: all of them are told.
struct KilledOfflineTests {
    /// The first run of the journal with the rows that it has settled, without those that it has not.
    private static func settled(_ program: Program) async throws -> [Row] {
        let home = try #require(program.environment["KEYSHIFT_HOME"])
        guard FileManager.default.fileExists(atPath: home + "/keyshift.db") else { return [] }
        let journal = try SQLJournal(directory: home)
        defer { journal.close() }
        guard let run = try await journal.runs(limit: 1).first else { return [] }
        return try await journal.rows(of: run.id).filter { $0.status == .applied }
    }

    @Test func `after a kill and a resume status names each offline lock of the run, as verify does`() async throws {
        let options = [
            "--groups", "60", "--devices", "20", "--rng-seed", "5", "--latency", "10", "--rate-limits", "off",
        ]
        try await SandboxProcess.with(options) { program, _, sandbox in
            let house = NightHouse(program: program, sandbox: sandbox)
            let devices = try await house.devices()
            let unplugged = devices.sorted { $0.key < $1.key }.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
            for (_, id) in unplugged { try await house.call("devices/simulate/disconnect", #"{"device_id":"\#(id)"}"#) }
            // The run takes its time, so that it is at work when the first row is seen, whatever else the machine does.
            try await sandbox.fault(
                #"{"path":"/access_codes/update_multiple","kind":"delay","after_effect":true,"delay_ms":200}"#
            )
            let result = try await Subprocess.run(
                program.configuration(["run", "extend-all", "2h", "--yes", "--pace", "off", "--concurrency", "1"]),
                input: .none,
                output: .discarded,
                error: .discarded,
            ) { execution in
                // Each question is a request, which leaves the processor to the run.
                while try await Self.settled(program).isEmpty { _ = try await sandbox.stats() }
                try execution.send(signal: .kill)
            }
            #expect(result.terminationStatus == .signaled(9))
            try await sandbox.clearFaults()
            let before = try await house.run(["status", "--json"]).document()
            let early = try #require((before["waits_for_locks"] as? [[String: Any]])?.first?["doors"] as? [String])
            #expect(!early.isEmpty)

            let resumed = try await house.run(["resume", "last", "--yes", "--pace", "off"])
            #expect(resumed.exitCode == 0, "\(resumed.told)")
            #expect(!resumed.output.contains("APPLIED"), "\(resumed.output)")
            let after = try await house.run(["status", "--json"]).document()
            let told = try #require((after["waits_for_locks"] as? [[String: Any]])?.first?["doors"] as? [String])
            let verified = try await house.run(["verify", "last", "--json"]).document()
            let offline = try #require(verified["offline_doors"] as? [[String: Any]]).compactMap {
                $0["door"] as? String
            }
            #expect(Set(told) == Set(offline) && Set(offline) == Set(unplugged.map(\.key)), "\(told) \(offline)")
            #expect(Set(told).isSuperset(of: early))
            let done = try #require(resumed.output.firstMatch(of: #/(\d+) of them wait for an offline lock/#)).1
            #expect((after["waits_for_locks"] as? [[String: Any]])?.first?["groups"] as? Int == Int(done))
        }
    }

    @Test
    func `a resume that only reads what was sent before a kill tells what waits for offline locks, and ends with 0`()
        async throws
    {
        try await NightHouse.openNow { house in
            try await house.unplug("Room 204")
            try await house.sandbox.fault(
                #"{"path":"/access_codes/update_multiple","kind":"delay","after_effect":true,"delay_ms":20000}"#
            )
            let result = try await Subprocess.run(
                house.program.configuration(["extend", "Ito", "--by", "1h", "--yes"]),
                input: .none,
                output: .discarded,
                error: .discarded,
            ) { execution in
                // Each question is a request, which leaves the processor to the run.
                while try await house.sandbox.stats().updates == 0 {}
                try execution.send(signal: .kill)
            }
            #expect(result.terminationStatus == .signaled(9))
            try await house.sandbox.clearFaults()
            let resumed = try await house.run(["resume", "last", "--yes"])
            #expect(resumed.exitCode == 0, "\(resumed.told)")
            #expect(resumed.output.contains("(1 of them waits for an offline lock)"), "\(resumed.told)")
            let status = try await house.run(["status"])
            #expect(
                status.exitCode == 0 && status.output.contains("WAITS FOR LOCKS  1 group on Room 204"),
                "\(status.told)"
            )
        }
    }
}
