import Testing

@testable import keyshift

struct StatementLogTests {
    @Test func `what was done is a script, and what only showed a value a comment in it`() {
        var log = StatementLog()
        log.add("x = 1", recorded: false)
        log.add("x + 1", recorded: false)
        log.add("stay:extend('2h')", recorded: true)
        #expect(log.script == "x = 1\n-- x + 1\nstay:extend('2h')\n")
        log.takeBack()
        #expect(log.script == "x = 1\n-- x + 1\n")
    }

    @Test func `what was sent stays when later changes are dropped`() {
        var log = StatementLog()
        log.add("a()", recorded: true)
        log.settle()
        log.add("b()", recorded: true)
        log.drop()
        #expect(log.script == "a()\n")
    }
}
