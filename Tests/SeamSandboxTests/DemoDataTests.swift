import Testing

@testable import SeamSandbox

struct DemoDataTests {
    private func world(_ options: SandboxOptions) -> World {
        var random = SandboxRandom(seed: options.rngSeed ?? 1)
        return DemoData.world(options: options, start: options.startInstant ?? TestSandbox.start, random: &random)
    }

    private func groups(_ workspace: Workspace) -> [[AccessCode]] {
        Array(Dictionary(grouping: workspace.codes, by: { $0.current.commonCodeKey ?? $0.id.text }).values)
    }

    /// Different times of a day and of a year, so that no property hangs on one of them.
    private static let starts: [Int64] = [
        TestSandbox.start, TestSandbox.start + 9 * UTCTime.hour, TestSandbox.start + 17 * UTCTime.hour + 59_999,
        TestSandbox.start + 200 * UTCTime.day, 1_000_000_000_000,
    ]

    @Test(arguments: starts)
    func `the defaults give 200 uniform groups that end at least a day ahead`(start: Int64) throws {
        let workspace = world(SandboxOptions(rngSeed: 3, startInstant: start)).workspaces[0]
        let groups = groups(workspace)
        #expect(workspace.devices.count == 60)
        #expect(groups.count == 200)
        for members in groups {
            #expect(members.count == 2)
            #expect(Set(members.map(\.device)).count == 2)
            #expect(members.allSatisfy { $0.current == members[0].current })
            let frame = try #require(members[0].current.timeFrame)
            #expect(frame.endsAt >= start + UTCTime.day)
            #expect(frame.startsAt < frame.endsAt)
            #expect(members[0].current.commonCodeKey?.hasPrefix("auto_set_by_create_multiple_") == true)
        }
        #expect(Set(groups.map { $0[0].current.name }).count == 200)
        #expect(groups.allSatisfy { $0[0].current.name.hasPrefix("BK-88") })
    }

    @Test(arguments: starts)
    func `about a fifth of the groups have a guest inside`(start: Int64) {
        for count in [200, 1000] {
            let workspace = world(SandboxOptions(groups: count, rngSeed: 3, startInstant: start)).workspaces[0]
            let inside = groups(workspace).count { ($0[0].current.timeFrame?.startsAt ?? .max) <= start }
            #expect((count * 18 / 100...count * 22 / 100).contains(inside))
        }
    }

    @Test(arguments: starts)
    func `stays go from 15:00 to 11:00 on the house's clock`(start: Int64) throws {
        let workspace = world(SandboxOptions(rngSeed: 5, startInstant: start)).workspaces[0]
        let hours: [String: Int64] = [
            "America/Vancouver": -7, "America/Toronto": -5, "America/Halifax": -4, "America/Phoenix": -7,
            "Europe/Lisbon": 0,
        ]
        for code in workspace.codes {
            let zone = try #require(workspace.devices[code.device].timeZone)
            let offset = try #require(hours[zone]) * UTCTime.hour
            let frame = try #require(code.current.timeFrame)
            #expect(UTCTime(frame.startsAt + offset).iso.hasSuffix("T15:00:00.000Z"))
            #expect(UTCTime(frame.endsAt + offset).iso.hasSuffix("T11:00:00.000Z"))
        }
    }

    @Test func `no door has more than ten groups with the defaults, and their PINs differ`() {
        let workspace = world(SandboxOptions(rngSeed: 3)).workspaces[0]
        for device in workspace.devices {
            let positions = device.codes
            #expect((1...10).contains(positions.count))
            #expect(Set(positions.map { workspace.codes[$0].current.pin }).count == positions.count)
        }
    }

    @Test func `doors have names of their own, several brands and several zones, and a group is in one zone`() {
        let workspace = world(SandboxOptions(rngSeed: 3)).workspaces[0]
        #expect(Set(workspace.devices.map(\.name)).count == 60)
        #expect(workspace.devices[0].name == "Harbour House front door")
        #expect(workspace.devices[1].name == "Harbour House Room 201")
        #expect(Set(workspace.devices.map(\.model.type)).count == DeviceModel.demo.count)
        #expect(Set(workspace.devices.map(\.model.type)).isSubset(of: DeviceVocabulary.types))
        #expect(Set(workspace.devices.map(\.model.manufacturer)).isSubset(of: DeviceVocabulary.manufacturers))
        #expect(Set(workspace.devices.map(\.timeZone)).isSuperset(of: ["America/Vancouver", "America/Toronto"]))
        #expect(Set(workspace.devices.map(\.timeZone)).count >= 4)
        #expect(workspace.devices.contains { !$0.isOnline })
        for members in groups(workspace) {
            #expect(Set(members.map { workspace.devices[$0.device].timeZone }).count == 1)
        }
    }

    @Test(arguments: [(1, 1, 1), (5, 3, 2), (40, 7, 3), (30, 4, 4), (12, 60, 1), (500, 300, 2), (0, 1, 1)])
    func `any numbers of groups and doors are dealt evenly`(groups: Int, devices: Int, each: Int) {
        let options = SandboxOptions(groups: groups, devices: devices, devicesPerGroup: each, rngSeed: 9)
        let workspace = world(options).workspaces[0]
        #expect(self.groups(workspace).count == groups)
        #expect(workspace.codes.count == groups * each)
        #expect(Set(workspace.devices.map(\.name)).count == devices)
        let loads = workspace.devices.map(\.codes.count)
        #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1)
        for members in self.groups(workspace) {
            #expect(Set(members.map { workspace.devices[$0.device].timeZone }).count == 1)
            #expect(Set(members.map(\.device)).count == each)
        }
    }

    @Test(arguments: [(60, 2), (5, 2), (25, 3), (30, 20)])
    func `with shared doors every group has the front door of its house`(devices: Int, each: Int) {
        let options = SandboxOptions(devices: devices, devicesPerGroup: each, rngSeed: 9, sharedDoors: true)
        let workspace = world(options).workspaces[0]
        #expect(Set(workspace.devices.map(\.name)).count == devices)
        for members in groups(workspace) {
            let doors = members.map { workspace.devices[$0.device] }
            #expect(Set(doors.map(\.id)).count == each)
            #expect(Set(doors.map(\.house)).count == 1)
            #expect(doors.count { $0.roomName == "front door" } == 1)
        }
    }

    @Test func `a seed and a start give the same world, another seed another one`() async {
        let first = TestSandbox()
        let same = TestSandbox()
        var options = TestSandbox.options()
        options.rngSeed = 8
        let other = TestSandbox(options)
        #expect(await first.codes() == (await same.codes()))
        #expect(await first.madeGroup() == (await same.madeGroup()))
        let ids = Set(await first.codes().compactMap { $0["access_code_id"]?.text })
        #expect(ids.isDisjoint(with: await other.codes().compactMap { $0["access_code_id"]?.text }))
    }

    @Test func `without a seed two sandboxes share no id`() {
        let clock = SandboxClock(base: TestSandbox.start) { 0 }
        let options = SandboxOptions(groups: 1)
        let sandboxes = (0..<2).map { _ in Sandbox(options: options, clock: clock) { _ in } }
        #expect(sandboxes[0].workspaceID() != sandboxes[1].workspaceID())
    }

    @Test func `the second workspace is a small other world`() {
        let world = world(SandboxOptions(rngSeed: 3))
        let second = world.workspaces[1]
        #expect(second.profile.name == "Maple Lodge")
        #expect(second.devices.count == 4)
        #expect(second.codes.count == 8)
        #expect(second.codes.contains { $0.current.timeFrame == nil })
        #expect(second.codes.count { $0.current.commonCodeKey == nil } == 2)
        #expect(second.id != world.workspaces[0].id)
    }
}
