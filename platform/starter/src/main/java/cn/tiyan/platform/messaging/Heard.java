package cn.tiyan.platform.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was read at once, kept until all of it was heard and then taken in together, in its order. Of one subscription, on its thread. */
public final class Heard<T> implements Subscription.Together {

    private final Consumer<List<T>> taken;
    private List<T> all = List.of();

    /** @param taken takes it in; doing so again leads to the same. Never called with nothing */
    public Heard(Consumer<List<T>> taken) {
        this.taken = taken;
    }

    /** To be taken in with the others. */
    public void add(T one) {
        all.add(one);
    }

    @Override
    public void begin() {
        all = new ArrayList<>();
    }

    @Override
    public void end() {
        if (!all.isEmpty()) {
            taken.accept(all);
        }
    }
}
