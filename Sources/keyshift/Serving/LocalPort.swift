internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import SeamSandbox

/// The bounds of a port that only this machine can reach: who opens connections and says nothing must not take the files that
/// firings and the journal need.
enum LocalPort {
    /// The most connections at a time, a third of the files that the process may have open; more wait to be taken.
    static var mostConnections: Int { min(64, OpenFiles.most / 3) }
    /// How long a connection may say nothing, its head included.
    static let patience = TimeAmount.seconds(2)
    /// The most bytes of a head.
    static let largestHead = 16 << 10

    /// A server for requests with a head of a few lines.
    static var server: HTTPServerBuilder {
        var configuration = HTTP1Channel.Configuration(idleTimeout: patience)
        configuration.httpDecoder.maxHeaderFieldSize = largestHead
        configuration.httpDecoder.maxHeaderListSize = largestHead
        return .http1(configuration: configuration)
    }

    /// Where it listens, and for how many.
    static func configuration(port: Int) -> ApplicationConfiguration {
        ApplicationConfiguration(
            address: .hostname("127.0.0.1", port: port),
            availableConnectionsDelegate: MaximumAvailableConnections(mostConnections),
        )
    }
}

/// Refuses what is asked for in another name than this machine's, as by a page in a browser whose name leads to loopback.
struct OwnNames<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response,
    ) async throws -> Response {
        guard LocalName.allows(host: request.head.authority, origin: request.headers[.origin]) else {
            return Response(status: .forbidden)
        }
        return try await next(request, context)
    }
}
