import 'bootstrap/dist/css/bootstrap.css';
import 'bootstrap-icons/font/bootstrap-icons.css';
import './sallyport.css';
import 'bootstrap';
import htmx from 'htmx.org';
import './copy.js';
import './dialog.js';
import './live.js';
import './moments.js';
import './once.js';
import './attach.js';
import './cancel.js';
import './preview.js';

window.htmx = htmx;
