package cn.tiyan.platform.security;

import org.jspecify.annotations.Nullable;

/** Whoever changes an aggregate: a person with an account and a unit, or one of the services. */
public interface Actor {

    /** Account name of a person, or a service's name. */
    String account();

    /** Unit of a person; null for a service. */
    @Nullable String unit();

    /** The actor for what a service does on its own. */
    static Actor service(String name) {
        return new ServiceActor(name);
    }

    /** A service acting on its own. */
    record ServiceActor(String account) implements Actor {

        @Override
        public @Nullable String unit() {
            return null;
        }
    }
}
