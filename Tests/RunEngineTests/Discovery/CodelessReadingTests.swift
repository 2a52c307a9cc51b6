import Model
import Testing

@testable import RunEngine

/// The ids that stand for codes which were never made, as a run that was killed leaves them.
struct CodelessReadingTests {
    @Test func `a code that was never made is not asked for, and those beside it are found`() async throws {
        try await MatrixWorld.with { world in
            let reader = WorkspaceReader(world.engine())
            let code = try #require(try await world.codes().first)
            let unmade = CodelessID.make(key: "key-M7", device: code.deviceID)
            #expect(
                Array(try await reader.codes([[unmade, code.accessCodeID], [unmade]]).keys) == [code.accessCodeID]
            )
            #expect(try await reader.codes([[unmade], []]).isEmpty)
        }
    }
}
