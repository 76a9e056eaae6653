package cn.tiyan.feedback.profile;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All mapping profiles, checked and ready. */
public final class Profiles {

    private final Map<String, Map<String, Mapping>> mappings = new HashMap<>();

    /**
     * Makes them of what an operator wrote.
     *
     * @param targets the fields of ours that a kind of message has
     * @param wanted profiles that senders name: none may be missing
     * @throws IllegalArgumentException saying what is wrong
     */
    public Profiles(ProfileSettings settings, Function<String, Map<String, Target>> targets, Collection<String> wanted) {
        for (var profile : settings.profiles()) {
            Map<String, Mapping> messages = new HashMap<>();
            for (var message : profile.messages()) {
                try {
                    if (messages.put(message.kind(), new Mapping(message, profile.zone(), targets.apply(message.kind()))) != null) {
                        throw new IllegalArgumentException("is given twice");
                    }
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("profile " + profile.name() + ", " + message.kind() + ": " + e.getMessage());
                }
            }
            if (mappings.put(profile.name(), messages) != null) {
                throw new IllegalArgumentException("profile " + profile.name() + " is given twice");
            }
        }
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(mappings.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("senders name profiles that are not given: " + String.join(", ", missing));
        }
    }

    /** How the system with this profile says this kind of thing; empty where it speaks as we do. */
    public Optional<Mapping> find(@Nullable String profile, String kind) {
        return profile == null ? Optional.empty() : Optional.ofNullable(mappings.getOrDefault(profile, Map.of()).get(kind));
    }

    @Override
    public String toString() {
        return mappings.keySet().toString();
    }
}
