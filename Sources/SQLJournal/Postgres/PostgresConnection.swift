import CPostgres
internal import Model

/// One connection to a server, whose functions wait for the answer; it belongs to one thread at a time.
@safe
final class PostgresConnection {
    /// The socket, for whoever ends the traffic from another thread.
    let socket: Int32
    private let link: OpaquePointer
    private var rewritten: [String: String] = [:]

    /// Opens a connection.
    /// - Throws: `PostgresError` without a state when no server answers in `seconds`, or libpq is not installed.
    init(_ place: PostgresPlace, application: String, seconds: Int) throws(PostgresError) {
        if let missing = unsafe cpostgres_load() { throw .library(unsafe String(cString: missing)) }
        guard let link = unsafe cpostgres_open(place.text, application, "\(seconds)") else {
            throw PostgresError(state: "", message: "there is no memory for a connection")
        }
        guard unsafe cpostgres_is_open(link) else {
            let message = unsafe String(cString: cpostgres_error(link))
            let password = unsafe String(cString: cpostgres_password(link))
            unsafe cpostgres_close(link)
            throw PostgresError(state: "", message: place.hiding(password, in: message))
        }
        unsafe self.link = unsafe link
        socket = unsafe cpostgres_socket(link)
    }

    deinit {
        unsafe cpostgres_close(link)
    }

    /// Whether the connection still leads anywhere, as far as this end knows.
    var isOpen: Bool { unsafe cpostgres_is_open(link) }

    /// The server's version, such as 150018.
    var version: Int { Int(unsafe cpostgres_version(link)) }

    /// The host, the port and the database, for people.
    var destination: String {
        let host = unsafe String(cString: cpostgres_host(link))
        let port = unsafe String(cString: cpostgres_port(link))
        let database = unsafe String(cString: cpostgres_database(link))
        return "\(host):\(port)/\(database)"
    }

    /// Ends all traffic at a socket.
    static func shut(_ socket: Int32) { cpostgres_shut(socket) }

    /// Whether the server has warned since the last time that was asked.
    func takeWarnings() -> Bool { unsafe cpostgres_take_warnings(link) > 0 }

    /// Runs statements without parameters in one go; the lines are those of the last one.
    @discardableResult
    func run(_ sql: String) throws(PostgresError) -> PostgresResult {
        try unsafe result(cpostgres_run(link, sql))
    }

    /// Runs one statement, whose parameters are written `?1`.
    func query(_ sql: String, _ values: [SQLValue]) throws(PostgresError) -> PostgresResult {
        let text = numbered(sql)
        return try unsafe result(Self.withTexts(values) { unsafe cpostgres_query(link, text, Int32(values.count), $0) })
    }

    private func result(_ answer: OpaquePointer?) throws(PostgresError) -> PostgresResult {
        guard let answer = unsafe answer else {
            throw PostgresError(state: "", message: unsafe String(cString: cpostgres_error(link)))
        }
        defer { unsafe cpostgres_clear(answer) }
        guard unsafe cpostgres_succeeded(answer) else {
            let state = unsafe String(cString: cpostgres_state(answer))
            throw PostgresError(state: isOpen ? state : "", message: unsafe String(cString: cpostgres_message(answer)))
        }
        return unsafe PostgresResult(answer)
    }

    /// The statement with its parameters as PostgreSQL numbers them.
    private func numbered(_ sql: String) -> String {
        if let known = rewritten[sql] { return known }
        let made = String(decoding: sql.utf8.map { $0 == UInt8(ascii: "?") ? UInt8(ascii: "$") : $0 }, as: UTF8.self)
        rewritten[sql] = made
        return made
    }

    /// Has the texts of some values as C strings, one behind the other.
    private static func withTexts<Made>(
        _ values: [SQLValue],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Made,
    ) -> Made {
        var bytes: [CChar] = []
        let starts = values.map { value -> Int? in
            guard let text = value.postgresText else { return nil }
            defer { bytes.append(contentsOf: text.utf8CString) }
            return bytes.count
        }
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            let pointers = unsafe starts.map { start in
                unsafe start.flatMap { unsafe bytes.baseAddress?.advanced(by: $0) }
            }
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}

/// What the server has answered.
struct PostgresResult {
    /// The names of the columns.
    let columns: SQLColumns
    /// The lines, as the values of each.
    let lines: [[SQLValue]]
    /// How many lines a statement has changed, added or removed.
    let changed: Int

    fileprivate init(_ answer: OpaquePointer) {
        let count = unsafe cpostgres_columns(answer)
        columns = SQLColumns((0..<count).map { unsafe String(cString: cpostgres_name(answer, $0)) })
        let types = (0..<count).map { unsafe cpostgres_type(answer, $0) }
        let height = unsafe cpostgres_lines(answer)
        lines = (0..<height).map { line in
            (0..<count).map { column in
                guard let text = unsafe cpostgres_value(answer, line, column) else { return .null }
                return SQLValue(postgres: unsafe String(cString: text), type: types[Int(column)])
            }
        }
        changed = Int(unsafe String(cString: cpostgres_changed(answer))) ?? 0
    }
}

extension SQLValue {
    /// The text of a value as a parameter, nil for NULL.
    fileprivate var postgresText: String? {
        switch self {
        case .null: nil
        case .integer(let number): "\(number)"
        case .text(let text): text
        }
    }

    /// A value of a result, by the number of its type in `pg_type`.
    fileprivate init(postgres text: String, type: UInt32) {
        switch type {
        case 16: self = .integer(text == "t" ? 1 : 0)
        // int8, int2, int4, and numeric, which a sum makes.
        case 20, 21, 23, 1700: self = Int64(text).map(SQLValue.integer) ?? .text(text)
        default: self = .text(text)
        }
    }
}
