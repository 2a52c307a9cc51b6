internal import CivilTime
internal import HTTPTypes
internal import Hummingbird
internal import Journal
internal import Logging
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

/// The endpoints for those who watch, on loopback only: `/health` and `/metrics`.
struct Monitor: Sendable {
    /// How old the last look at the schedules may be.
    private static let patience = TimeSpan(milliseconds: 60_000)

    let journal: SQLJournal
    let scheduler: Scheduler

    /// The server; `onListening` gets its address.
    func application(
        port: Int,
        logger: Logger,
        onListening: @escaping @Sendable (String) -> Void,
    ) -> some ApplicationProtocol {
        let router = Router()
        router.add(middleware: OwnNames())
        router.get("/health") { _, _ in await health() }
        router.get("/metrics") { request, _ in
            try await metrics(as: MetricsFormat(accepting: request.headers[.accept]))
        }
        return Application(
            router: router,
            server: LocalPort.server,
            configuration: LocalPort.configuration(port: port),
            onServerRunning: { onListening("http://127.0.0.1:\($0.localAddress?.port ?? port)") },
            logger: logger,
        )
    }

    private func health() async -> Response {
        let last = await scheduler.watch.lastTick
        let isWell = last.map { EngineClock.system.now() - $0 < Self.patience } ?? false
        return Self.response(
            isWell ? .ok : .serviceUnavailable,
            "application/json",
            HealthDocument(isWell: isWell, lastLook: last, unreadable: await scheduler.unreadable).json + "\n",
        )
    }

    private func metrics(as format: MetricsFormat) async throws -> Response {
        let metrics = ServeMetrics(
            try await journal.counts(),
            await scheduler.watch,
            schedules: try await journal.schedules(),
            unreadable: try await journal.unreadableSchedules(),
            zoneData: ZoneDataAge.ofSystem(now: EngineClock.system.now()),
            alarms: try await journal.alarms(clearedSince: nil),
            now: EngineClock.system.now(),
        )
        return Self.response(.ok, format.contentType, format.text(metrics.text))
    }

    private static func response(_ status: HTTPResponse.Status, _ type: String, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)),
        )
    }
}
