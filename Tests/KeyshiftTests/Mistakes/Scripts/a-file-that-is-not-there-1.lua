-- a file that is not there: nobody; stopped by the call: there is no file "tonigth.csv"
csv.read("tonigth.csv")
