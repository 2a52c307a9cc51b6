import Seam

/// A program that counts the doors of a workspace and gives one stay another end on all of its doors, as a tool of a desk may.
@main
struct Doors {
    static func main() async throws {
        let endpoint = CommandLine.arguments.dropFirst().first ?? SeamClient.defaultEndpoint
        let credentials = try SeamCredentials.fromEnvironment(["SEAM_API_KEY": "seam_sandbox_key"])
        let seam = try SeamClient(credentials: credentials, endpoint: endpoint)
        print("doors:", try await seam.devices.list().count)
        print("moved:", try await moveOne(seam))
        do throws(SeamError) {
            _ = try await seam.devices.get(deviceID: "00000000-0000-0000-0000-000000000000")
        } catch {
            print("refused:", error.code)
        }
        await seam.shutdown()
    }

    /// Moves the end of the first stay that has one, and answers on how many doors it reads back.
    private static func moveOne(_ seam: SeamClient) async throws -> Int {
        guard let code = try await codes(seam).first(where: { $0.commonCodeKey != nil && $0.endsAt != nil }),
            let key = code.commonCodeKey, let startsAt = code.startsAt
        else { return 0 }
        let end = "2031-01-02T03:04:05.000Z"
        try await seam.accessCodes.updateMultiple(commonCodeKey: key, startsAt: startsAt, endsAt: end)
        return try await codes(seam).count { $0.commonCodeKey == key && $0.endsAt == end }
    }

    /// The codes of all doors: the API lists those of one at a time.
    private static func codes(_ seam: SeamClient) async throws -> [AccessCode] {
        var codes: [AccessCode] = []
        for door in try await seam.devices.list() {
            codes += try await seam.accessCodes.list(deviceID: door.deviceID)
        }
        return codes
    }
}
