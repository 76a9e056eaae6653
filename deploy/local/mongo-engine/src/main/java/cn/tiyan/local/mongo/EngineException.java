package cn.tiyan.local.mongo;

/** The engine refused a call and said why. */
final class EngineException extends Exception {

    EngineException(String message) {
        super(message);
    }
}
