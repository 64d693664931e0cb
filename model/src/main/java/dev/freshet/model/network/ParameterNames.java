package dev.freshet.model.network;

/** Names of parameters that code refers to one by one, as in the reference's state_dict. */
public final class ParameterNames {

    public static final String ITEMS = "backbone.item_encoder.embeddings.weight";
    public static final String CONTEXTS = "backbone.context_encoder.embeddings.weight";
    static final String ACTIONS = "backbone.action_encoder.embeddings.weight";
    public static final String POSITIONS = "backbone.position_embeddings.pe";
    public static final String LAYERS = "backbone.transformer_encoder.layers.";
    static final String FUSION = "user_context_fusion.";
    static final String PROJECTOR = "candidate_projector.";
    static final String CLASSIFIER = "classifier.";
    public static final String TAU = "tau";
    public static final String SCALE = "scale";
    public static final String BIAS = "bias";

    /** Prefix of the feature term's parameters, which are not in the reference's state_dict. */
    public static final String TERM = "term.";

    /** Widths of the term's two hidden layers. */
    static final int TERM_WIDE = 32;

    static final int TERM_NARROW = 16;

    /** Residual blocks in each head. */
    static final int HEAD_BLOCKS = 3;

    /** Feedback classes: a positive action's ordinal minus one. */
    static final int CLASSES = 3;

    private ParameterNames() {}
}
