// Gives groups new hours with the fetch of Node, 32 at a time.
// Prints the seconds that it took, and the seconds of processor time.
import { readFileSync } from "node:fs";

const [address, path, count] = process.argv.slice(2);
const keys = readFileSync(path, "utf8").split("\n").filter(Boolean);
let next = 0;

async function work() {
    while (next < Number(count)) {
        const number = next++;
        const minute = 10 + (Math.floor(number / keys.length) % 50);
        const answer = await fetch(`${address}/access_codes/update_multiple`, {
            method: "POST",
            headers: { Authorization: "Bearer seam_sandbox_key", "Content-Type": "application/json" },
            body: JSON.stringify({
                common_code_key: keys[number % keys.length],
                starts_at: "2026-11-20T15:00:00Z",
                ends_at: `2027-01-01T11:${minute}:00Z`,
            }),
        });
        if (!answer.ok) throw new Error(`the answer was ${answer.status}`);
        await answer.json();
    }
}

const cpu = process.cpuUsage();
const begin = process.hrtime.bigint();
await Promise.all(Array.from({ length: 32 }, work));
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
const used = process.cpuUsage(cpu);
console.log(seconds, (used.user + used.system) / 1e6);
