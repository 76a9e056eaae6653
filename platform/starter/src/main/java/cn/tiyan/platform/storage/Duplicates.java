package cn.tiyan.platform.storage;

import com.mongodb.MongoBulkWriteException;

/** What it means that the database had a key already, where many are written at once. */
public final class Duplicates {

    private static final int DUPLICATE_KEY = 11000;

    private Duplicates() {
    }

    /** Whether nothing else went wrong than that keys were there: then the others are written, as durably as was asked for. */
    public static boolean only(MongoBulkWriteException failure) {
        return failure.getWriteConcernError() == null && failure.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}
