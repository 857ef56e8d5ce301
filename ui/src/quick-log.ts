import { mount } from "svelte";
import "./app.css";
import QuickLog from "./QuickLog.svelte";

const place = document.getElementById("app");
if (place !== null) mount(QuickLog, { target: place });
