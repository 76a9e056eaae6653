/** Starts, watches, heals and stops the processes of the local platform; needs nothing but the JDK. */
package cn.tiyan.local.stack;
