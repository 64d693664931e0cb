package dev.freshet.trainer.publish;

import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.trainer.TrainerSettings;
import java.util.Optional;

/**
 * What versions to come owe to the one that they go on from, and to the device.
 *
 * @param deterministic whether every run that read the same would publish the same bits: not on a GPU, and not after a
 *     version of which it could not be said
 * @param notice for the operator, when the device is another one than before
 */
public record Lineage(boolean deterministic, Optional<String> notice) {

    /**
     * Decides the lineage of the versions that follow.
     *
     * @param newest the version that training goes on from
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
                + newest.getVersion() + " and goes on on " + device
                + ": weights will differ in their last bits from what "
                + before + " would give; set " + TrainerSettings.DEVICE + "=" + before + " to stay with it");
    }
}
