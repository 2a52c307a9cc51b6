import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Takes requests from Hummingbird to the sandbox and its answers back.
struct SandboxResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    /// Thrown to have the connection closed without an answer.
    struct Dropped: Error {}

    let sandbox: Sandbox

    func respond(to request: Request, context: Context) async throws -> Response {
        try await respond(to: request)
    }

    /// - Throws: `Dropped`, and the connection's errors.
    func respond(to request: Request) async throws -> Response {
        guard LocalName.allows(host: request.head.authority, origin: request.headers[.origin]) else {
            return Self.response(.foreignName)
        }
        guard let reply = await sandbox.answer(await Self.sandboxRequest(request)) else { throw Dropped() }
        return Self.response(reply)
    }

    private static func sandboxRequest(_ request: Request) async -> SandboxRequest {
        var headers: [String: String] = [:]
        for field in request.headers {
            headers[field.name.canonicalName] = field.value
        }
        headers["host"] = request.head.authority
        let body = try? await request.body.collect(upTo: SandboxRequest.bodyLimit)
        return SandboxRequest(
            method: request.method.rawValue,
            path: request.uri.path,
            query: request.uri.query ?? "",
            headers: headers,
            body: body.map { Array($0.readableBytesView) }
        )
    }

    private static func response(_ reply: SandboxReply) -> Response {
        var headers = HTTPFields()
        if let contentType = reply.contentType { headers[.contentType] = contentType }
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let body = ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        return Response(status: .init(code: reply.status), headers: headers, body: body)
    }
}
