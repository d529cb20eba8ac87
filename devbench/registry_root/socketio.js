require("./realtime");
