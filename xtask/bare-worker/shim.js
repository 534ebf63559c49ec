// The module that workerd loads: it only hands the request on.

import wasmModule from "./index_bg.wasm";
import * as worker from "./index.js";

worker.initSync({ module: wasmModule });

export default { fetch: worker.fetch };
