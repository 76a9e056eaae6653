/** MongoDB's own engine as a process: a bridge between the wire protocol on a TCP port and the engine's C interface. */
package cn.tiyan.local.mongo;
