package dev.freshet.trainer.publish;

import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.trainer.TrainerSettings;
import java.util.Optional;

/**
 * What following versions inherit from the version that training continues from, and from the device.
 *
 * @param deterministic whether every run that reads the same records publishes the same bits; false on a GPU and after
 *     a version that is not deterministic
 * @param notice for the operator, when the device has changed
 */
public record Lineage(boolean deterministic, Optional<String> notice) {

    /**
     * Decides the lineage of the versions that follow.
     *
     * @param newest the version that training continues from
     */
    public static Lineage of(Optional<ModelManifest> newest, ComputeDevice device) {
        boolean inherited = newest.map(ModelManifest::getDeterministic).orElse(true);
        return new Lineage(inherited && !device.isGpu(), newest.flatMap(manifest -> notice(manifest, device)));
    }

    private static Optional<String> notice(ModelManifest newest, ComputeDevice device) {
        String before = newest.getFingerprint().getOrDefault(Fingerprint.DEVICE, device.toString());
        if (before.equals(device.toString())) {
            return Optional.empty();
        }
        return Optional.of("model " + newest.getModel() + " was trained on " + before + " up to version "
                + newest.getVersion() + " and continues on " + device
                + ": the last bits of its weights will differ from those of "
                + before + "; set " + TrainerSettings.DEVICE + "=" + before + " to keep it");
    }
}
