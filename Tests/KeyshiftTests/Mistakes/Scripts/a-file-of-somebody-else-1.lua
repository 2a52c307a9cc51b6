-- a file of somebody else: nobody; stopped by the call: --allow-read
csv.read("/etc/passwd")
