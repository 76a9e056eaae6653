package cn.tiyan.platform.settings;

import java.util.function.Supplier;

/**
 * Settings as they are at this moment. Ask for them anew each time; an operator may have changed them in Nacos.
 *
 * @param <T> a record with Bean Validation constraints
 */
public interface Live<T> extends Supplier<T> {
}
