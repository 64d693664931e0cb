package dev.freshet.trainer.publish;

import ai.djl.engine.Engine;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerSettings;
import java.util.Map;
import java.util.TreeMap;

/** Everything except input that affects weights. Equal fingerprints and equal records give equal bits. */
final class Fingerprint {

    static final String DEVICE = "device";

    private Fingerprint() {}

    /** Settings that affect weights or results, device, threads, libraries and processor. */
    static Map<String, String> of(TrainerConfig config) {
        Engine engine = Engine.getInstance();
        TreeMap<String, String> entries = new TreeMap<>();
        config.describe().forEach((name, value) -> {
            if (!TrainerSettings.CONNECTIONS.contains(name)) {
                entries.put("config." + name, value);
            }
        });
        entries.put(DEVICE, config.device().toString());
        entries.put("threads", System.getProperty("ai.djl.pytorch.num_threads", "default"));
        entries.put("djl", Engine.getDjlVersion());
        entries.put("engine", engine.getEngineName() + " " + engine.getVersion());
        entries.put("processor", CpuInfo.describe());
        return entries;
    }
}
