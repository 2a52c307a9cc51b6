internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine
internal import SeamSandbox

/// `keyshift sandbox`: the local Seam server.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Run a local stand-in for the Seam API, with demo data.",
        discussion: """
            The first line of stdout is the address; the two below it are for the shell that keyshift is typed in.

            With --now more than a minute from this machine's clock nothing can be practised that moves many stays: such plans, as \
            of storm and clock-change, are refused for the clock, as with Seam. Reading works, and so does a command that gives one \
            booking time. To practise the others leave --now out, and give the stays hours around the present with --seed.

            --rng-seed \(Session.sandboxSeed) makes the stays that commands with --sandbox have.

            A file for --seed is JSON such as this; times need an offset, and ids, PINs and keys that are left out are made up. \
            All its fields are in docs/sandbox.md, below "A world of your own".

            \(seedExample)
            """,
    )

    /// A world of one house, as its file is written.
    static let seedExample = """
        { "format": 1, "workspaces": [ {
          "name": "Casa Alfama",
          "devices": [
            { "name": "Front door", "time_zone": "Europe/Lisbon" },
            { "name": "Room 1", "time_zone": "Europe/Lisbon" } ],
          "groups": [
            { "name": "BK-1 Ito", "devices": ["Front door", "Room 1"],
              "starts_at": "2026-11-24T15:00:00Z",
              "ends_at": "2026-11-26T11:00:00Z" } ]
        } ] }
        """

    @Option(help: "The port, 0 for any free one.") var port = 0
    @Option(help: "The number of groups.") var groups = 200
    @Option(help: "The number of devices.") var devices = 60
    @Option(help: "The number of devices of each group.") var devicesPerGroup = 2
    @Option(help: "Makes ids and data the same at each start.") var rngSeed: UInt64?
    @Flag(help: "Put many groups on shared front doors.") var sharedDoors = false
    @Option(help: "The groups that are held by access grants instead of linked codes.") var grants = SandboxGrants.none
    @Option(help: ArgumentHelp("Waits before each answer.", valueName: "ms")) var latency = 0
    @Option(help: "The limits of each device.") var rateLimits = SandboxRateLimits.documented
    @Option(help: ArgumentHelp("The instant at which its clock starts, else the present one.", valueName: "instant"))
    var now: String?
    @Option(help: ArgumentHelp("How long a door takes to do what it is told.", valueName: "ms")) var settle = 1_000
    @Option(
        help: ArgumentHelp(
            "The world to start with, as JSON such as above, instead of the demo data.",
            valueName: "file"
        )
    )
    var seed: String?
    @Option(help: ArgumentHelp("Keep every change in this file, and go on from it.", valueName: "file"))
    var state: String?
    @Flag(help: "Refuse what no public source settles, or let it through.") var choices = SandboxChoices.strict

    func run() async throws {
        let terminal = Terminal()
        let server: SandboxServer
        do {
            server = try SandboxServer(options: try options())
        } catch let error as SandboxError {
            throw ValidationError(error.message)
        }
        do {
            try await server.run { [apiKey = server.apiKey] endpoint in
                terminal.result("listening on \(endpoint)")
                terminal.result("export SEAM_ENDPOINT=\(endpoint)")
                terminal.result("export SEAM_API_KEY=\(apiKey)")
            }
        } catch is CancellationError {
            return
        } catch {
            let problem = PlanError(
                .port,
                "port \(port) cannot be had; another program may use it.",
                remedy: .anotherPort,
                underlying: error,
            )
            throw terminal.refusal(problem)
        }
    }

    private func options() throws -> SandboxOptions {
        var options = SandboxOptions()
        options.port = port
        options.groups = groups
        options.devices = devices
        options.devicesPerGroup = devicesPerGroup
        options.rngSeed = rngSeed
        options.sharedDoors = sharedDoors
        options.grants = grants
        options.latencyMilliseconds = latency
        options.rateLimits = rateLimits
        options.settleMilliseconds = settle
        options.isLenient = choices == .lenient
        options.stateFile = state
        options.seed = try seed.map(Self.seed)
        do throws(PlanError) {
            options.startInstant = try now.map { text throws(PlanError) in try EngineClock.milliseconds(of: text) }
        } catch {
            throw ValidationError("--now: \(error.message)")
        }
        return options
    }

    private static func seed(at path: String) throws -> SandboxSeed {
        let text: String
        do throws(PlanError) {
            text = try ScriptFile.read(path, what: "seed file")
        } catch {
            throw ValidationError(error.sentence)
        }
        return try SandboxSeed(text: text, source: path.shown)
    }
}

/// What the sandbox does where no public source says what Seam does.
enum SandboxChoices: String, EnumerableFlag {
    case strict
    case lenient
}

extension SandboxRateLimits: ExpressibleByArgument {}
extension SandboxGrants: ExpressibleByArgument {}
